import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { en } from './words-en.ts';
import { type Words, zh } from './words-zh.ts';

const storageKey = 'xiaoji-practice-language';
const LanguageContext = createContext<{ words: Words; toggle: () => void }>({ words: zh, toggle: () => {} });

/** The page's language: Chinese first, English when it was chosen before in this browser. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [words, setWords] = useState(() => (localStorage.getItem(storageKey) === 'en' ? en : zh));

  useEffect(() => {
    document.documentElement.lang = words.locale;
    document.title = words.pageTitle;
    localStorage.setItem(storageKey, words === en ? 'en' : 'zh');
  }, [words]);

  const toggle = () => setWords(words === zh ? en : zh);
  return <LanguageContext value={{ words, toggle }}>{children}</LanguageContext>;
}

export const useWords = () => useContext(LanguageContext).words;
export const useLanguageToggle = () => useContext(LanguageContext).toggle;

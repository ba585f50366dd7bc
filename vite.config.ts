import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the practice page into dist/practice. `base` is relative, so that any path may serve it. */
export default defineConfig({
  root: resolve(import.meta.dirname, 'src/web/practice'),
  base: './',
  plugins: [react()],
  build: {
    outDir: resolve(import.meta.dirname, 'dist/practice'),
    emptyOutDir: true,
    target: 'es2022',
  },
  // `PRACTICE_URL=http://127.0.0.1:4100 npx vite` serves the page from its sources, against a running gateway.
  server: {
    proxy: process.env.PRACTICE_URL
      ? { '/api': process.env.PRACTICE_URL, '/files': process.env.PRACTICE_URL }
      : {},
  },
});

import type { Person } from '../../../wechat/practice/api.ts';

/** A square with the person's colour and surname. The colour is set by CSSOM, which the page's CSP allows. */
export function Avatar({ person }: { person: Person }) {
  return (
    <span className="avatar" style={{ backgroundColor: person.color }} aria-hidden="true">
      {[...person.name][0]}
    </span>
  );
}

export function BotAvatar() {
  return (
    <span className="avatar avatar-bot" aria-hidden="true">
      积
    </span>
  );
}

/** Up to nine squares of its members, as WeChat draws a group. */
export function GroupAvatar({ people }: { people: Person[] }) {
  const shown = people.slice(0, 9);
  return (
    <span className="avatar avatar-group" data-wide={shown.length > 4} aria-hidden="true">
      {shown.map(({ id, color }) => (
        <span key={id} style={{ backgroundColor: color }} />
      ))}
    </span>
  );
}

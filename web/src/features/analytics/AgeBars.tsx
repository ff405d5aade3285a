import { Link } from "react-router";
import type { Figures } from "../../api/types";
import { number, t, type Key } from "../../i18n";

const WORDS: Record<string, Key> = { "<1d": "figures.age.1", "1-3d": "figures.age.2", "3-7d": "figures.age.3", "7-30d": "figures.age.4", ">30d": "figures.age.5" };

/** Open tickets by age. The bars are links with their numbers beside them: a table in all but looks. */
export function AgeBars({ rows, table, link }: { rows: Figures["openByAge"]; table: boolean; link: (query: string) => string }) {
  const most = Math.max(1, ...rows.map((r) => r.count));
  const word = (bucket: string): string => (WORDS[bucket] ? t(WORDS[bucket]) : bucket);
  if (table)
    return (
      <div className="table-wrap"><table className="table"><thead><tr><th scope="col">{t("figures.ageColumn")}</th><th scope="col" className="num">{t("figures.open")}</th></tr></thead>
        <tbody>{rows.map((r) => <tr key={r.bucket}><th scope="row">{word(r.bucket)}</th><td className="num"><Link to={link(r.query)}>{number(r.count)}</Link></td></tr>)}</tbody></table></div>
    );
  return (
    <ul className="bars">
      {rows.map((r, i) => (
        <li key={r.bucket}>
          <Link to={link(r.query)}>
            <span className="bar-label">{word(r.bucket)}</span>
            <svg className="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect className={`age-${i}`} x="0" y="0" height="10" width={(100 * r.count) / most} rx="0.8" /></svg>
            <span className="num">{number(r.count)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

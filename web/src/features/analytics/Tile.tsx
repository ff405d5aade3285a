import { Link } from "react-router";
import { t } from "../../i18n";

export const to = (query: string): string => `/work/search?q=${encodeURIComponent(query)}`;

/** A number that opens the tickets behind it. */
export function Tile({ label, value, query, note }: { label: string; value: string; query: string; note?: string | undefined }) {
  return (
    <div className="tile">
      <h2>{label}</h2>
      <Link to={to(query)} title={t("figures.show", { label, value })}>{value}</Link>
      {note && <p>{note}</p>}
    </div>
  );
}

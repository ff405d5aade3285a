import { Link } from "react-router";
import { number } from "../../i18n";

/** Horizontal bars, each a link to what it counts. */
export function Bars({ bars }: { bars: { label: string; value: number; to: string }[] }) {
  const most = Math.max(1, ...bars.map((b) => b.value));
  return (
    <table className="plain"><tbody>
      {bars.map((b) => (
        <tr key={b.label}>
          <td style={{ width: 110 }}>{b.label}</td>
          <td><div style={{ width: `${(b.value / most) * 100}%`, minWidth: 2, height: 14, background: "var(--accent)", borderRadius: 3 }} /></td>
          <td className="num" style={{ width: 90 }}><Link to={b.to}>{number(b.value)}</Link></td>
        </tr>
      ))}
    </tbody></table>
  );
}

/** Two lines over days; the table below holds the same figures. */
export function Lines({ days, names }: { days: { day: string; created: number; resolved: number }[]; names: [string, string] }) {
  const width = 1000;
  const height = 220;
  const most = Math.max(1, ...days.map((d) => Math.max(d.created, d.resolved)));
  const path = (of: (d: { created: number; resolved: number }) => number): string =>
    days.map((d, i) => `${i ? "L" : "M"}${((i / Math.max(1, days.length - 1)) * (width - 50) + 45).toFixed(1)},${(height - 24 - (of(d) / most) * (height - 44)).toFixed(1)}`).join("");
  return (
    <figure style={{ margin: 0 }}>
      <svg className="chart" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={names.join(", ")}>
        {[0, 0.5, 1].map((y) => <g key={y}><line x1="45" x2={width} y1={height - 24 - y * (height - 44)} y2={height - 24 - y * (height - 44)} stroke="var(--line)" /><text x="0" y={height - 20 - y * (height - 44)} fill="var(--muted)" fontSize="12">{number(most * y)}</text></g>)}
        <path d={path((d) => d.created)} fill="none" stroke="var(--accent)" strokeWidth="2" vectorEffect="non-scaling-stroke" />
        <path d={path((d) => d.resolved)} fill="none" stroke="var(--resolved)" strokeWidth="2" strokeDasharray="5 3" vectorEffect="non-scaling-stroke" />
        <text x="45" y={height - 4} fill="var(--muted)" fontSize="12">{days[0]?.day}</text><text x={width - 76} y={height - 4} fill="var(--muted)" fontSize="12">{days.at(-1)?.day}</text>
      </svg>
      <figcaption className="row"><span style={{ color: "var(--accent)" }}>— {names[0]}</span><span style={{ color: "var(--resolved)" }}>- - {names[1]}</span></figcaption>
    </figure>
  );
}

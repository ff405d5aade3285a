import type { ReactNode } from "react";

export interface Column<T> { id: string; title: string; num?: boolean; cell: (row: T) => ReactNode }

export function Table<T>({ label, columns, rows, rowKey }: { label: string; columns: Column<T>[]; rows: T[]; rowKey: (row: T) => string }) {
  return (
    <div className="table-wrap" tabIndex={0} role="region" aria-label={label}>
      <table className="table">
        <caption className="sr-only">{label}</caption>
        <thead><tr>{columns.map((c) => <th key={c.id} scope="col" className={c.num ? "num" : undefined}>{c.title || <span className="sr-only">{label}</span>}</th>)}</tr></thead>
        <tbody>
          {rows.map((row) => <tr key={rowKey(row)}>{columns.map((c) => <td key={c.id} className={c.num ? "num" : undefined}>{c.cell(row)}</td>)}</tr>)}
        </tbody>
      </table>
    </div>
  );
}

import type { ReactNode } from "react";

/** The frame of the pages one sees before being signed in. */
export const EntryCard = ({ title, text, wide, children }: { title: string; text?: string; wide?: boolean; children: ReactNode }) => (
  <main className="center-page">
    <div className={`card ${wide ? "wide" : ""}`}>
      <div className="brand"><img src="/icon.svg" alt="" width={26} height={26} />Steward</div>
      <h1>{title}</h1>
      {text && <p className="muted">{text}</p>}
      {children}
    </div>
  </main>
);

import { useState, type ReactNode } from "react";
import { t } from "../../i18n";
import { Icon, IconButton } from "../../ui";
import { QueryInput } from "./QueryInput";

/** The query of a list, searched for on Enter. */
export function QueryBar({ value, suspect, onSearch, children }: { value: string; /** The server refused it as it stands: it is checked though nobody typed. */ suspect?: boolean; onSearch: (q: string) => void; children?: ReactNode }) {
  const [text, setText] = useState(value);
  return (
    <div className="query" role="search">
      <Icon name="search" />
      <QueryInput label={t("query.label")} placeholder={t("query.placeholder")} text={text} onText={setText} {...(suspect ? {} : { good: value })} onEnter={() => onSearch(text.trim())} onEscape={() => setText(value)} />
      {text !== "" && <IconButton icon="close" small label={t("action.clear")} onClick={(e) => { setText(""); e.currentTarget.parentElement?.querySelector("input")?.focus(); }} />}
      {children}
    </div>
  );
}

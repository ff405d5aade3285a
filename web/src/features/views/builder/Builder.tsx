import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api } from "../../../api/client";
import { useSettled } from "../../../api/directory";
import { problemOf } from "../../../api/problem";
import type { QueryTree, TreeNode } from "../../../api/types";
import { t } from "../../../i18n";
import { explain, IconButton, Skeleton } from "../../../ui";
import type { Catalogue } from "../catalogue";
import { useAsked } from "./fields";
import { Part } from "./Part";
import { asQuery, rooted } from "./tree";
import "./builder.css";

interface Props {
  text: string; catalogue: Catalogue; deskId: string | null;
  /** For a condition within a type: its own fields come first. */ ofType?: boolean;
  onText: (text: string) => void; onClose: () => void;
}
interface Draft { root: TreeNode; order: QueryTree["order"] }
const NOTHING: QueryTree = { where: null, order: [] };

/** The conditions of a query as parts that are chosen: the other face of its text. */
export default function Builder({ text, catalogue, deskId, ofType, onText, onClose }: Props) {
  const asked = useAsked(catalogue, deskId);
  /** The last text that was made here: when it comes back as the query, what is being built stays as it is. */
  const [made, setMade] = useState<string | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [problem, setProblem] = useState<string>();
  const foreign = text !== made;
  const tree = useQuery({
    queryKey: ["query-tree", text], enabled: foreign, staleTime: 60_000, retry: false,
    queryFn: ({ signal }) => (text.trim() ? api<QueryTree>("/query/tree", { query: { q: text }, signal }) : NOTHING),
  });
  const read = foreign ? tree.data : undefined;
  useEffect(() => {
    if (!read) return;
    setDraft({ root: rooted(read.where), order: read.order ?? [] });
    setMade(text);
    setProblem(undefined);
  }, [read, text]);

  // What is complete is written as text once the hands rest, and only when something was changed here.
  const [edits, setEdits] = useState(0);
  const settled = useSettled(edits, 350);
  const newest = useRef({ draft, onText });
  useEffect(() => { newest.current = { draft, onText }; });
  useEffect(() => {
    const { draft: now, onText: tell } = newest.current;
    if (!settled || !now) return undefined;
    const stop = new AbortController();
    const body = asQuery(now.root, now.order);
    const write = async (): Promise<void> => {
      try {
        const { q } = body.where || body.order?.length ? await api<{ q: string }>("/query/text", { body, signal: stop.signal }) : { q: "" };
        setProblem(undefined);
        setMade(q);
        tell(q);
      } catch (error) {
        if (!stop.signal.aborted) setProblem(explain(problemOf(error)).text);
      }
    };
    void write();
    return () => stop.abort();
  }, [settled]);

  const edit = (change: (root: TreeNode) => TreeNode): void => {
    setDraft((now) => now && { ...now, root: change(now.root) });
    setEdits((n) => n + 1);
  };
  const unread = foreign && tree.error ? problemOf(tree.error) : undefined;
  return (
    <section className="builder" aria-label={t("builder.title")} onKeyDown={(e) => { if (e.key === "Escape" && !e.defaultPrevented) { e.stopPropagation(); onClose(); } }}>
      <div className="row"><h2>{t("builder.title")}</h2><span className="grow" /><IconButton small icon="close" label={t("builder.close")} onClick={onClose} /></div>
      {unread ? <p className="notice error" role="alert">{t("builder.unread", { why: unread.errors[0]?.message ?? explain(unread).text })}</p>
        : !draft || (foreign && tree.isPending) ? <Skeleton lines={2} />
        : <Part node={draft.root} path={[]} asked={asked} edit={edit} ofType={ofType} root />}
      {problem && <p className="notice error" role="alert">{problem}</p>}
      {draft && (draft.order?.length ?? 0) > 0 && <p className="muted small">{t("builder.order", { order: (draft.order ?? []).map((k) => `${k.field} ${k.descending ? "desc" : "asc"}`).join(", ") })}</p>}
    </section>
  );
}

import { useState } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { usePages } from "../../api/pages";
import type { Ci } from "../../api/types";
import { useSettled } from "../../api/directory";
import { useSession } from "../../app/session";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { Button, EmptyState, ErrorState, IconButton, Pager, Skeleton, Table } from "../../ui";
import { CiDialog } from "./CiDialog";
import { CiPage } from "./CiPage";
import { Classes } from "./Classes";
import { STATUSES, useClasses } from "./data";
import "./configuration.css";

/** The register of services and other things that services are made of. */
export function Register({ onRail }: { onRail: () => void }) {
  const id = useLocation().pathname.split("/")[3];
  return id ? <CiPage key={id} id={id} onRail={onRail} /> : <List onRail={onRail} />;
}

function List({ onRail }: { onRail: () => void }) {
  useTitle(t("ci.register"));
  const session = useSession();
  const go = useNavigate();
  const [text, setText] = useState("");
  const [classId, setClass] = useState("");
  const [status, setStatus] = useState("");
  const [open, setOpen] = useState<"new" | "classes" | null>(null);
  const search = useSettled(text.trim(), 200);
  const classes = useClasses();
  const cis = usePages<Ci>(["cis", "list", search, classId, status], "/cis", { search, class: classId || undefined, status: status || undefined });
  const narrowed = Boolean(search || classId || status);
  return (
    <section className="register" aria-labelledby="register-title">
      <div className="page-head">
        <div className="row"><IconButton className="rail-button" icon="menu" label={t("rail.open")} onClick={onRail} /><h1 id="register-title">{t("ci.register")}</h1></div>
        <div className="row wrap">
          <input className="input" type="search" aria-label={t("ci.search")} placeholder={t("ci.search")} value={text} onChange={(e) => setText(e.target.value)} />
          <select className="input" aria-label={t("ci.class")} value={classId} onChange={(e) => setClass(e.target.value)}><option value="">{t("ci.allClasses")}</option>{(classes.data ?? []).map((c) => <option key={c.id} value={c.id}>{c.name}</option>)}</select>
          <select className="input" aria-label={t("ci.statusLabel")} value={status} onChange={(e) => setStatus(e.target.value)}><option value="">{t("ci.allStatuses")}</option>{STATUSES.map((s) => <option key={s} value={s}>{t(`ci.status.${s}`)}</option>)}</select>
          {session.admin && <Button onClick={() => setOpen("classes")}>{t("ci.classes")}</Button>}
          {session.isManager && <Button kind="primary" icon="plus" onClick={() => setOpen("new")}>{t("ci.add")}</Button>}
        </div>
      </div>
      {cis.error && !cis.rows.length ? <ErrorState error={cis.error} retry={() => void cis.refetch()} /> : cis.isPending ? <Skeleton lines={6} gap={24} /> : !cis.rows.length ? <EmptyState icon="list" title={t(narrowed ? "ci.notFound" : "ci.none")} text={t(narrowed ? "ci.notFoundText" : "ci.noneText")} /> : (
        <>
          <Table label={t("ci.register")} rows={cis.rows} rowKey={(x) => x.id} columns={[
            { id: "name", title: t("person.name"), cell: (x) => <Link to={`/work/configuration/${x.id}`}>{x.name}</Link> },
            { id: "class", title: t("ci.class"), cell: (x) => x.className },
            { id: "status", title: t("ci.statusLabel"), cell: (x) => t(`ci.status.${x.status}`) },
            { id: "owner", title: t("ci.owner"), cell: (x) => x.owner?.name ?? "" },
            { id: "location", title: t("unit.one.location"), cell: (x) => x.location?.name ?? "" },
            { id: "external", title: t("ci.externalId"), cell: (x) => x.externalId ?? "" },
          ]} />
          <Pager more={cis.hasNextPage} loading={cis.isFetchingNextPage} onMore={() => void cis.fetchNextPage()} />
        </>
      )}
      {open === "new" && <CiDialog ci={null} onClose={() => setOpen(null)} onSaved={(ci) => void go(`/work/configuration/${ci.id}`)} />}
      {open === "classes" && <Classes onClose={() => setOpen(null)} />}
    </section>
  );
}

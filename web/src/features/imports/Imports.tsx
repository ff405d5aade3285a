import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Link, Route, Routes, useNavigate } from "react-router";
import { api, upload } from "../../api/client";
import type { Import, Page } from "../../api/types";
import { useSave } from "../../app/useSave";
import { NotFound } from "../../app/NotFound";
import { useTitle } from "../../app/useTitle";
import { fileSize, number, t } from "../../i18n";
import { Button, ErrorState, FormError, RelativeTime, Skeleton, Table } from "../../ui";
import { items } from "../admin/data";
import { ImportPage } from "./ImportPage";

export default function Imports() {
  return (
    <Routes>
      <Route index element={<Overview />} />
      <Route path=":id" element={<ImportPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

const BUSY = new Set(["checking", "running"]);

function Overview() {
  useTitle(t("admin.imports"));
  const list = useQuery({ queryKey: ["imports"], queryFn: () => api<Import[] | Page<Import>>("/imports").then(items), refetchInterval: (q) => (q.state.data?.some((x) => BUSY.has(x.state)) ? 2000 : false) });
  return (
    <>
      <div className="page-head"><h1>{t("admin.imports")}</h1></div>
      <Upload />
      <h2 style={{ marginBlock: "28px 10px" }}>{t("imports.earlier")}</h2>
      {list.error ? <ErrorState error={list.error} retry={() => void list.refetch()} /> : !list.data ? <Skeleton lines={3} gap={26} /> : !list.data.length ? <p className="muted">{t("imports.none")}</p> : (
        <Table label={t("imports.earlier")} rows={list.data} rowKey={(x) => x.id} columns={[
          { id: "name", title: t("imports.file"), cell: (x) => <><Link to={`/admin/imports/${x.id}`}>{x.name}</Link> <span className="muted small">{fileSize(x.size)}</span></> },
          { id: "state", title: t("people.state"), cell: (x) => t(`imports.state.${x.state}`) },
          { id: "rows", title: t("imports.rows"), num: true, cell: (x) => (x.rows === null ? "" : `${number(x.rowsDone)} / ${number(x.rows)}`) },
          { id: "tickets", title: t("list.label"), num: true, cell: (x) => number(x.tickets) },
          { id: "finished", title: t("imports.finished"), cell: (x) => (x.finished ? <RelativeTime at={x.finished} /> : "") },
        ]} />
      )}
    </>
  );
}

function Upload() {
  const cache = useQueryClient();
  const go = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const stop = useRef<AbortController>(undefined);
  const { error, busy, run } = useSave();
  const [share, setShare] = useState(0);
  const [over, setOver] = useState(false);
  const take = (file: File | undefined): void => {
    if (!file || busy) return;
    setShare(0);
    const control = new AbortController();
    stop.current = control;
    void run(async () => {
      try {
        const made = await upload<Import>("/imports", file, setShare, control.signal);
        cache.setQueryData(["import", made.id], made);
        void cache.invalidateQueries({ queryKey: ["imports"] });
        go(`/admin/imports/${made.id}`);
      } catch (e) {
        if (!control.signal.aborted) throw e;
      }
    });
  };
  return (
    <>
      <FormError error={error} />
      <div className={`import-drop ${over ? "over" : ""}`} onDragOver={(e) => { e.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={(e) => { e.preventDefault(); setOver(false); take(e.dataTransfer.files[0]); }}>
        {busy ? (
          <>
            <progress value={share} aria-label={t("imports.uploading")} />
            <p className="row" style={{ justifyContent: "center" }}>{t(share < 1 ? "imports.uploading" : "imports.reading")}<Button small onClick={() => stop.current?.abort()}>{t("action.cancel")}</Button></p>
          </>
        ) : (
          <>
            <p><strong>{t("imports.drop")}</strong></p>
            <p className="muted">{t("imports.dropText")}</p>
            <Button kind="primary" icon="upload" onClick={() => input.current?.click()}>{t("imports.choose")}</Button>
            <input ref={input} type="file" hidden accept=".csv,.txt,.gz,text/csv,application/gzip" aria-label={t("imports.choose")} onChange={(e) => { take(e.target.files?.[0]); e.target.value = ""; }} />
          </>
        )}
      </div>
    </>
  );
}

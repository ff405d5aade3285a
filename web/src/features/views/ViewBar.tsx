import { Suspense, useRef, useState } from "react";
import { address } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { Layout, View } from "../../api/types";
import { useActions } from "../../app/actions";
import { t } from "../../i18n";
import { Button, explain, Icon, IconButton, Menu, toast, type IconName, type MenuItem } from "../../ui";
import { customIn, type Catalogue } from "./catalogue";
import { bodyOf, useMayChange, useViewActions, type Looking } from "./data";
import { LAYOUTS } from "./settings";
import { arranged } from "./table/columns";
import { later } from "../../ui/later";

const ViewOptions = later(() => import("./ViewOptions"));
const ViewDialog = later(() => import("./saved/ViewDialog"));

const ICONS: Record<Layout, IconName> = { table: "list", board: "board", calendar: "calendar", timeline: "bars" };

/** How the tickets are looked at, and what becomes of it: kept, kept as another view, or put back. */
export function ViewBar({ view, looking, catalogue }: { view: View | undefined; looking: Looking; catalogue: Catalogue }) {
  const { settings, set } = looking;
  const mayChange = useMayChange();
  const actions = useViewActions();
  const [dialog, setDialog] = useState<"new" | "edit" | null>(null);
  const [options, setOptions] = useState(false);
  const [busy, setBusy] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const own = view !== undefined && mayChange(view);

  const save = async (): Promise<void> => {
    if (!view) return;
    setBusy(true);
    try {
      await actions.change(view, bodyOf(settings));
      looking.reset();
      toast(t("state.saved"));
    } catch (error) {
      const problem = problemOf(error);
      toast(explain(problem).text, { bad: true });
    }
    setBusy(false);
  };
  const exported = (format: "csv" | "xlsx"): void => {
    const columns = arranged(settings.columns).filter((c) => catalogue.find(c.field)).map((c) => c.field);
    const shown = settings.layout === "table" ? columns : Array.from(new Set([...columns, ...customIn([settings.groupBy, settings.dateField, settings.endField], catalogue)]));
    const link = document.createElement("a");
    link.href = address("/tickets/export", { q: looking.asking.q, order: looking.asking.order, columns: shown.join(","), format });
    link.download = "";
    link.click();
  };
  useActions([
    ...LAYOUTS.map((l) => ({ id: `view.layout.${l}`, label: t("view.showAs", { layout: t(`layout.${l}`) }), group: "list" as const, icon: ICONS[l], run: () => set({ layout: l }) })),
    { id: "view.csv", label: t("view.export.csv"), group: "list", icon: "download", run: () => exported("csv") },
    { id: "view.xlsx", label: t("view.export.xlsx"), group: "list", icon: "download", run: () => exported("xlsx") },
    { id: "view.saveAs", label: t("view.saveAs"), group: "list", icon: "plus", run: () => setDialog("new") },
  ]);
  const items: MenuItem[] = [
    { id: "csv", label: t("view.export.csv"), icon: "download", run: () => exported("csv") },
    { id: "xlsx", label: t("view.export.xlsx"), icon: "download", run: () => exported("xlsx") },
    { id: "link", label: t("view.copyLink"), icon: "link", run: () => void navigator.clipboard.writeText(location.href).then(() => toast(t("action.copied")), () => toast(t("view.noCopy"), { bad: true })) },
    { id: "as", label: t("view.saveAs"), icon: "plus", run: () => setDialog("new") },
    ...(own && !view.queue ? [{ id: "edit", label: t("view.edit"), icon: "pen" as const, run: () => setDialog("edit") }] : []),
  ];
  return (
    <div className="view-bar" role="toolbar" aria-label={t("view.bar")}>
      {looking.changed && (
        <>
          <span className="unsaved small" role="status">{t("view.unsaved")}</span>
          {own && <Button small kind="primary" disabled={busy} onClick={() => void save()}>{t("action.save")}</Button>}
          {!own && <Button small onClick={() => setDialog("new")}>{t("view.saveAs")}</Button>}
          <Button small kind="quiet" onClick={looking.reset}>{t("view.reset")}</Button>
        </>
      )}
      {!view && <Button small icon="plus" onClick={() => setDialog("new")}>{t("view.saveAs")}</Button>}
      {own && view.queue && <Button small kind="quiet" onClick={() => setDialog("edit")}>{t("queue.edit")}</Button>}
      {view && <IconButton small icon="star" className={view.favourite ? "starred" : ""} label={t(view.favourite ? "view.unfavourite" : "view.favourite")} aria-pressed={view.favourite} onClick={() => void actions.favourite(view, !view.favourite)} />}
      <div className="layouts" role="group" aria-label={t("view.layout")}>
        {LAYOUTS.map((l) => <button key={l} type="button" className="layout" aria-pressed={settings.layout === l} aria-label={t(`layout.${l}`)} title={t(`layout.${l}`)} onClick={() => set({ layout: l })}><Icon name={ICONS[l]} /></button>)}
      </div>
      <Button ref={anchor} small kind="quiet" icon="columns" aria-haspopup="dialog" aria-expanded={options} onClick={() => setOptions(!options)}>{t("view.options")}</Button>
      <Menu label={t("view.more")} trigger={<Icon name="more" />} items={items} className="btn quiet icon small" />
      <Suspense fallback={null}>
        {options && <ViewOptions anchor={anchor} looking={looking} catalogue={catalogue} onClose={() => setOptions(false)} />}
        {dialog && <ViewDialog view={dialog === "edit" ? view : undefined} from={view} settings={settings} onClose={() => setDialog(null)} />}
      </Suspense>
    </div>
  );
}

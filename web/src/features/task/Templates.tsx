import { useState } from "react";
import type { TaskTemplate } from "../../api/types";
import { useSession } from "../../app/session";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { Button, EmptyState, ErrorState, Skeleton, Table } from "../../ui";
import { useTaskTemplates } from "./data";
import { useManagedDesks } from "./managed";
import { TemplateDialog } from "./TemplateDialog";

/** The task templates of the desks that one manages. */
export function Templates() {
  useTitle(t("admin.taskTemplates"));
  const session = useSession();
  const desks = useManagedDesks();
  const templates = useTaskTemplates();
  const [editing, setEditing] = useState<TaskTemplate | "new" | null>(null);
  const rows = (templates.data ?? []).filter((x) => desks.some((d) => d.id === x.deskId));
  return (
    <>
      <div className="page-head"><h1>{t("admin.taskTemplates")}</h1><Button kind="primary" icon="plus" disabled={!desks.length} onClick={() => setEditing("new")}>{t("taskTemplates.add")}</Button></div>
      <p className="muted">{t("taskTemplates.text")}</p>
      {templates.error && !templates.data ? <ErrorState error={templates.error} retry={() => void templates.refetch()} /> : templates.isPending ? <Skeleton lines={4} gap={26} /> : !rows.length ? <EmptyState icon="list" title={t("taskTemplates.none")} text={t("taskTemplates.text")} /> : (
        <Table label={t("admin.taskTemplates")} rows={rows} rowKey={(x) => x.id} columns={[
          { id: "name", title: t("person.name"), cell: (x) => <><strong>{x.name}</strong>{!x.active && <span className="muted"> · {t("categories.off")}</span>}</> },
          { id: "desk", title: t("field.desk"), cell: (x) => desks.find((d) => d.id === x.deskId)?.name },
          { id: "tasks", title: t("task.title"), num: true, cell: (x) => x.steps.length },
          { id: "types", title: t("taskTemplates.for"), cell: (x) => x.typeIds.map((id) => session.type(id)?.name ?? "?").join(", ") || <span className="muted">{t("taskTemplates.byHand")}</span> },
          { id: "do", title: "", cell: (x) => <span className="row end"><Button small kind="quiet" onClick={() => setEditing(x)}>{t("action.edit")}</Button></span> },
        ]} />
      )}
      {editing && <TemplateDialog template={editing === "new" ? null : editing} desks={desks} onClose={() => setEditing(null)} />}
    </>
  );
}

import { usePages } from "../../api/pages";
import type { ImportError } from "../../api/types";
import { number, t } from "../../i18n";
import { ErrorState, Pager, Skeleton, Table } from "../../ui";

type Keyed = ImportError & { id: string };

/** What the dry run could not read, row by row. */
export function Errors({ id, count }: { id: string; count: number }) {
  const errors = usePages<Keyed>(["import-errors", id, count], `/imports/${id}/errors`, {});
  // Rows have no identity of their own; a row may be wrong in several columns.
  const rows = errors.data?.pages.flatMap((p) => p.items) ?? [];
  return (
    <section className="section">
      <h2>{t("imports.errorsTitle", { count })}</h2>
      <p className="muted">{t("imports.errorsText")}</p>
      {errors.error ? <ErrorState error={errors.error} retry={() => void errors.refetch()} /> : errors.isPending ? <Skeleton lines={3} /> : (
        <>
          <Table label={t("imports.errors")} rows={rows} rowKey={(e) => `${e.row}-${e.column ?? ""}-${e.message}`} columns={[
            { id: "row", title: t("imports.row"), num: true, cell: (e) => number(e.row) },
            { id: "column", title: t("imports.column"), cell: (e) => e.column ?? "" },
            { id: "value", title: t("imports.value"), cell: (e) => <code>{e.value}</code> },
            { id: "message", title: t("imports.message"), cell: (e) => e.message },
          ]} />
          <Pager more={errors.hasNextPage} loading={errors.isFetchingNextPage} onMore={() => void errors.fetchNextPage()} />
        </>
      )}
    </section>
  );
}

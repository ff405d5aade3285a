import { useSession } from "../../app/session";
import { useDesks } from "../admin/data";

/** The desks that one may configure: an administrator all, a manager their own. */
export function useManagedDesks(): { id: string; name: string }[] {
  const session = useSession();
  const all = useDesks();
  if (session.admin) return all.data ?? [];
  return session.desks.filter((d) => d.role === "manager");
}

import { useEffect, useRef, useState, type ReactNode } from "react";
import { NavLink, useLocation, useNavigate, useNavigationType } from "react-router";
import { useLive } from "../features/agent/live";
import { Bell } from "../features/notification/Bell";
import { TimerChip } from "../features/task/TimerChip";
import { t } from "../i18n";
import { Avatar, Icon, Menu, type MenuItem } from "../ui";
import { useActions, type Action } from "./actions";
import { Keys } from "./Keys";
import { OfflineNotice } from "./OfflineNotice";
// Not loaded when it is asked for: the first letters typed into it would be lost.
import Palette from "./Palette";
import { home, useSession, useSignOut } from "./session";
import { setTheme, useTheme, type Theme } from "./theme";

/** The thin bar on top, for everybody who is signed in. */
export function Shell({ children }: { children: ReactNode }) {
  const session = useSession();
  useLive();
  const go = useNavigate();
  const signOut = useSignOut();
  const chosenTheme = useTheme();
  const [palette, setPalette] = useState(false);
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const back = useNavigationType() === "POP";
  // The main part scrolls, not the window: a new page has to begin at its top, where its heading and its news are.
  useEffect(() => { if (!back) main.current?.scrollTo?.(0, 0); }, [pathname, back]);
  const sees = { work: session.isAgent, figures: session.isManager, admin: session.isManager };

  const places: Action[] = [
    ...(sees.work ? [{ id: "go.work", label: t("nav.work"), group: "go", icon: "inbox", run: () => go("/work") } as const] : []),
    ...(sees.work ? [{ id: "go.tasks", label: t("task.mine"), group: "go", icon: "check", run: () => go("/work/tasks") } as const] : []),
    ...(sees.work ? [{ id: "go.register", label: t("ci.register"), group: "go", icon: "list", run: () => go("/work/configuration") } as const] : []),
    { id: "go.inbox", label: t("nav.inbox"), group: "go", keys: "g i", icon: "bell", run: () => go("/inbox") },
    { id: "go.approvals", label: t("nav.approvals"), group: "go", icon: "check", run: () => go("/approvals") },
    { id: "go.portal", label: t("nav.portal"), group: "go", icon: "person", run: () => go("/portal") },
    ...(sees.figures ? [{ id: "go.figures", label: t("nav.figures"), group: "go", icon: "chart", run: () => go("/figures") } as const] : []),
    ...(sees.admin ? [{ id: "go.admin", label: t("nav.admin"), group: "go", icon: "gear", run: () => go("/admin") } as const] : []),
    { id: "go.account", label: t("nav.account"), group: "go", icon: "person", run: () => go("/account") },
  ];
  const themes: Action[] = (["system", "light", "dark"] as Theme[]).map((x) => ({
    id: `app.theme.${x}`, label: t(`theme.${x}`), group: "app", icon: "sun", run: () => setTheme(x),
  }));
  const leave: Action = { id: "app.out", label: t("nav.signOut"), group: "app", icon: "out", run: () => void signOut() };
  useActions([
    { id: "app.palette", label: t("palette.title"), group: "app", keys: "mod+k", icon: "search", run: () => setPalette(true) },
    ...places, ...themes, leave,
  ]);

  const items: MenuItem[] = [
    { id: "account", label: t("nav.account"), icon: "person", run: () => go("/account") },
    { id: "approvals", label: t("nav.approvals"), icon: "check", run: () => go("/approvals") },
    ...themes.map((x): MenuItem => ({ id: x.id, label: x.label, icon: "sun", checked: x.id === `app.theme.${chosenTheme}`, run: x.run })),
    { id: "out", label: t("nav.signOut"), icon: "out", run: leave.run },
  ];
  return (
    <div className="shell">
      <a className="skip-link" href="#main">{t("nav.skip")}</a>
      <header className="top">
        <NavLink to={home(session)} className="brand" title={t("nav.home")}><img src="/icon.svg" alt="" width={22} height={22} /><span>Steward</span></NavLink>
        <nav aria-label={t("nav.label")}>
          {sees.work && <NavLink to="/work"><Icon name="inbox" /><span>{t("nav.work")}</span></NavLink>}
          <NavLink to="/portal"><Icon name="ticket" /><span>{t("nav.portal")}</span></NavLink>
          {sees.figures && <NavLink to="/figures"><Icon name="chart" /><span>{t("nav.figures")}</span></NavLink>}
          {sees.admin && <NavLink to="/admin"><Icon name="gear" /><span>{t("nav.admin")}</span></NavLink>}
        </nav>
        <button type="button" className="top-search" onClick={() => setPalette(true)} aria-keyshortcuts="Control+K">
          <Icon name="search" /><span className="grow truncate">{t("palette.open")}</span><kbd>Ctrl K</kbd>
        </button>
        {sees.work && <TimerChip />}
        <Bell />
        <Menu label={t("nav.me", { name: session.person.name })} trigger={<Avatar name={session.person.name} size={26} />} items={items} className="btn quiet icon" />
      </header>
      <OfflineNotice />
      <main ref={main} id="main" tabIndex={-1}>{children}</main>
      <Keys />
      {palette && <Palette onClose={() => setPalette(false)} />}
    </div>
  );
}

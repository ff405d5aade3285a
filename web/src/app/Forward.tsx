import { useEffect } from "react";
import { useLocation, useNavigate } from "react-router";

/** Goes on from an address to the page that is meant by it, unless somebody has gone elsewhere: addresses change at once, pages when they are loaded. */
export function Forward({ to }: { to: string }) {
  const go = useNavigate();
  const { pathname } = useLocation();
  useEffect(() => { if (window.location.pathname === pathname) void go(to, { replace: true }); }, [go, pathname, to]);
  return null;
}

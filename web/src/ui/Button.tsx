import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { Link, type To } from "react-router";
import { Icon, type IconName } from "./Icon";

interface Look { kind?: "primary" | "quiet" | "danger" | "link" | "default"; small?: boolean; icon?: IconName; ref?: Ref<HTMLButtonElement> }
const classes = (look: Look, extra?: string): string =>
  ["btn", look.kind && look.kind !== "default" ? look.kind : "", look.small ? "small" : "", extra ?? ""].filter(Boolean).join(" ");

export function Button({ kind, small, icon, className, children, ...rest }: Look & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type="button" {...rest} className={classes({ kind: kind ?? "default", small: small ?? false }, className)}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A button with a drawing only; its words are for the tooltip and for those who cannot see it. */
export function IconButton({ icon, label, small, kind = "quiet", className, ...rest }: Look & { icon: IconName; label: string } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type="button" aria-label={label} title={label} {...rest} className={classes({ kind, small: small ?? false }, `icon ${className ?? ""}`)}>
      <Icon name={icon} />
    </button>
  );
}

export function LinkButton({ to, kind, small, icon, children }: Look & { to: To; children: ReactNode }) {
  return (
    <Link to={to} className={classes({ kind: kind ?? "default", small: small ?? false })}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}

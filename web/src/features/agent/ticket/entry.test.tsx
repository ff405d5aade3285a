import { fireEvent, render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Entry } from "../../../api/types";
import { Changes } from "./EntryView";

const entry = (from: string, to: string): Entry => ({
  id: "e", seq: 1, at: "2026-01-01T00:00:00Z", actor: { kind: "person", id: "p", name: "Ada" }, kind: "changed", audience: "internal", body: null, folded: null,
  changes: [{ field: "description", from: { label: "It is", body: from }, to: { label: "It was", body: to } }], attachments: [], channel: null, cause: null,
});

describe("a changed description", () => {
  it("shows both texts when it is opened, cleaned", () => {
    const { container } = render(<Changes entries={[entry("<p>It is <b>broken</b></p>", "<p>It was broken<script>alert(1)</script></p>")]} />);
    fireEvent.click(screen.getByText("Show both texts"));
    expect(screen.getByRole("region", { name: "Before" }).textContent).toContain("It is broken");
    expect(screen.getByRole("region", { name: "After" }).textContent).toContain("It was broken");
    expect(container.querySelector("script")).toBeNull();
  });
});

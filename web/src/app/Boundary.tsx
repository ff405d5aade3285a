import { Component, type ReactNode } from "react";
import { ErrorState } from "../ui";

/** A screen that breaks takes only itself down, and says so. */
export class Boundary extends Component<{ children: ReactNode; at: string }, { error: unknown; at: string }> {
  override state = { error: undefined as unknown, at: this.props.at };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  static getDerivedStateFromProps(props: { at: string }, state: { error: unknown; at: string }) {
    return props.at === state.at ? null : { error: undefined, at: props.at };
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return <ErrorState page error={this.state.error} retry={() => location.reload()} />;
  }
}

import "@xyflow/react/dist/base.css";
import "./flow.css";
import {
  applyNodeChanges, BaseEdge, ConnectionMode, EdgeLabelRenderer, Handle, MarkerType, Panel, Position, ReactFlow, ReactFlowProvider, useConnection, useInternalNode, useReactFlow,
  type Connection, type Edge, type EdgeProps, type Node, type NodeChange, type NodeProps,
} from "@xyflow/react";
import { useEffect, useMemo, useState } from "react";
import type { StatusCategory } from "../../../../api/types";
import { t } from "../../../../i18n";
import { Button, IconButton } from "../../../../ui";
import { layout, NODE, settle } from "../layout";
import { ANY, type Definition } from "../model";
import { curve, type Box } from "./geometry";
import { keepPlaces, keptPlaces } from "./places";

export type Choice = { kind: "status"; key: string } | { kind: "transition"; key: string; from?: string };
interface StatusData extends Record<string, unknown> { name: string; portalName: string; category: StatusCategory | "any"; colour: string | null; initial: boolean; chosen: boolean; wrong: boolean }
interface WayData extends Record<string, unknown> { name: string; shown: boolean; chosen: boolean }
type StatusNode = Node<StatusData, "status">;
type WayEdge = Edge<WayData, "way">;
interface Props {
  type: string; definition: Definition; chosen: Choice | null; wrong: (choice: Choice) => boolean;
  onChoose: (choice: Choice | null) => void; onConnect: (from: string, to: string) => void;
}

const nodeTypes = { status: StatusView };
const edgeTypes = { way: WayView };

/** The workflow as a drawing: statuses to move, ways to draw from one to another. */
export default function Graph(props: Props) {
  return <ReactFlowProvider><Drawing {...props} /></ReactFlowProvider>;
}

function Drawing({ type, definition, chosen, wrong, onChoose, onConnect }: Props) {
  const [own, setOwn] = useState(() => keptPlaces(type));
  const [begun, setBegun] = useState(() => layout(definition));
  const there = useMemo(() => ({ ...begun, ...own }), [begun, own]);
  const laid = useMemo(() => settle(there, definition), [there, definition]);
  useEffect(() => { if (laid !== there) setBegun(laid); }, [laid, there]);
  const { fitView, zoomIn, zoomOut } = useReactFlow();
  const any = definition.transitions.some((x) => x.from.includes(ANY));
  const wanted = useMemo<StatusNode[]>(() => {
    const made = definition.statuses.map((s): StatusNode => ({
      id: s.key, type: "status", position: laid[s.key] ?? { x: 0, y: 0 }, width: NODE.width, height: NODE.height, deletable: false, ariaLabel: s.name,
      data: { name: s.name, portalName: s.portalName, category: s.category, colour: s.colour ?? null, initial: s.key === definition.initial, chosen: chosen?.kind === "status" && chosen.key === s.key, wrong: wrong({ kind: "status", key: s.key }) },
    }));
    if (!any) return made;
    const lowest = Math.max(0, ...definition.statuses.map((s) => laid[s.key]?.y ?? 0));
    return [...made, { id: ANY, type: "status", position: own[ANY] ?? { x: 0, y: lowest + 100 }, width: NODE.width, height: NODE.height, deletable: false, ariaLabel: t("types.anyStatus"), data: { name: t("types.anyStatus"), portalName: "", category: "any", colour: null, initial: false, chosen: false, wrong: false } }];
  }, [definition, own, laid, chosen, wrong, any]);
  const [nodes, setNodes] = useState(wanted);
  // Sizes that were measured stay with their nodes when the definition changes.
  useEffect(() => setNodes((old) => wanted.map((n) => { const was = old.find((o) => o.id === n.id); return was?.measured ? { ...n, measured: was.measured } : n; })), [wanted]);

  const edges = useMemo<WayEdge[]>(() => definition.transitions.flatMap((x) => x.from.filter((from) => from !== x.to).map((from): WayEdge => {
    const isChosen = (chosen?.kind === "transition" && chosen.key === x.key) || (chosen?.kind === "status" && (chosen.key === from || chosen.key === x.to));
    const own = x.name !== definition.statuses.find((s) => s.key === x.to)?.name;
    const colour = wrong({ kind: "transition", key: x.key }) ? "var(--danger)" : isChosen ? "var(--accent)" : "var(--line-strong)";
    return { id: `${x.key}:${from}`, source: from, target: x.to, type: "way", data: { name: x.name, shown: own || isChosen, chosen: isChosen }, deletable: false, zIndex: isChosen ? 2 : 0, style: { stroke: colour, strokeWidth: isChosen ? 2 : 1.3 }, markerEnd: { type: MarkerType.ArrowClosed, color: colour, width: 16, height: 16 } };
  })), [definition, chosen, wrong]);

  const move = (changes: NodeChange<StatusNode>[]): void => {
    setNodes((all) => applyNodeChanges(changes, all));
    const done = changes.flatMap((c) => (c.type === "position" && !c.dragging && c.position ? [[c.id, c.position] as const] : []));
    if (done.length) setOwn((old) => { const next = { ...old, ...Object.fromEntries(done) }; keepPlaces(type, next); return next; });
  };
  const arrange = (): void => { setOwn({}); setBegun(layout(definition)); keepPlaces(type, null); requestAnimationFrame(() => void fitView({ padding: 0.12 })); };
  const connect = (c: Connection): void => { if (c.source !== c.target && c.target !== ANY) onConnect(c.source, c.target); };
  return (
    <ReactFlow<StatusNode, WayEdge>
      className="flow" nodes={nodes} edges={edges} nodeTypes={nodeTypes} edgeTypes={edgeTypes} onNodesChange={move} onConnect={connect}
      onNodeClick={(_, n) => onChoose(n.id === ANY ? null : { kind: "status", key: n.id })}
      onEdgeClick={(_, e) => onChoose({ kind: "transition", key: e.id.slice(0, e.id.lastIndexOf(":")), from: e.source })}
      onPaneClick={() => onChoose(null)} connectionMode={ConnectionMode.Loose} connectionRadius={40} elementsSelectable={false} nodesFocusable={false} edgesFocusable={false}
      deleteKeyCode={null} fitView fitViewOptions={{ padding: 0.12, maxZoom: 1.1 }} minZoom={0.2} maxZoom={2} preventScrolling={false} zoomOnScroll={false} panOnScroll={false}
    >
      <Panel position="top-right">
        <span className="row flow-tools">
          <IconButton icon="plus" small label={t("types.zoomIn")} onClick={() => void zoomIn()} />
          <Button small kind="quiet" aria-label={t("types.zoomOut")} title={t("types.zoomOut")} onClick={() => void zoomOut()}>−</Button>
          <Button small kind="quiet" onClick={() => void fitView({ padding: 0.12 })}>{t("types.fit")}</Button>
          <Button small kind="quiet" onClick={arrange}>{t("types.arrangeAgain")}</Button>
        </span>
      </Panel>
    </ReactFlow>
  );
}

function StatusView({ data }: NodeProps<StatusNode>) {
  const connecting = useConnection((c) => c.inProgress);
  return (
    <div className={`flow-status s-${data.category} ${data.chosen ? "chosen" : ""} ${data.wrong ? "wrong" : ""} ${connecting ? "target" : ""}`}>
      {data.category !== "any" && <Handle id="in" className="flow-in" type="target" position={Position.Left} isConnectableStart={false} />}
      {data.colour && <span className="swatch" style={{ background: data.colour }} aria-hidden="true" />}
      <span className="flow-name">{data.initial && <span className="flow-initial" title={t("types.initial")}>▸ <span className="sr-only">{t("types.initial")}: </span></span>}{data.name}</span>
      <span className="flow-sub">{data.category === "any" ? t("types.anyStatusText") : data.portalName === data.name ? t(`statusCategory.${data.category}`) : data.portalName}</span>
      <Handle id="out" className="flow-out" type="source" position={Position.Right} title={t("types.drawHint")} />
    </div>
  );
}

const boxOf = (n: ReturnType<typeof useInternalNode>): Box | null =>
  n ? { x: n.internals.positionAbsolute.x, y: n.internals.positionAbsolute.y, width: n.measured.width ?? NODE.width, height: n.measured.height ?? NODE.height } : null;

function WayView({ id, source, target, data, style, markerEnd }: EdgeProps<WayEdge>) {
  const [from, to] = [boxOf(useInternalNode(source)), boxOf(useInternalNode(target))];
  if (!from || !to) return null;
  const { path, label } = curve(from, to);
  return (
    <>
      <BaseEdge id={id} path={path} interactionWidth={18} {...(style ? { style } : {})} {...(markerEnd ? { markerEnd } : {})} />
      {data?.shown && <EdgeLabelRenderer><span className={`flow-label ${data.chosen ? "chosen" : ""}`} style={{ transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)` }}>{data.name}</span></EdgeLabelRenderer>}
    </>
  );
}

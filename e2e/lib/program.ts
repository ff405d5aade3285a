import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const ROOT = resolve(import.meta.dirname, "../..");
const JAR = join(ROOT, "server/target/steward.jar");
const READY_WITHIN = 120_000;
const STOPPED_WITHIN = 30_000;

export interface Program { url: string; mailPort: number; stop: () => Promise<void> }

/** Ports that nobody listens on, all different. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((s) => once(s, "listening")));
  const ports = servers.map((s) => (s.address() as AddressInfo).port);
  await Promise.all(servers.map((s) => new Promise((done) => s.close(done))));
  return ports;
}

const java = (): string => {
  const home = process.env["STEWARD_JAVA"] ?? process.env["JAVA_HOME"];
  return home ? join(home, "bin/java") : "java";
};

async function ready(url: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + READY_WITHIN;
  while (Date.now() < end && child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(`${url}/actuator/health/readiness`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error("it is not ready");
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const late = pause(STOPPED_WITHIN, "late", { ref: false });
  if ((await Promise.race([gone, late])) !== "late") return;
  child.kill("SIGKILL");
  throw new Error(`Steward did not stop within ${STOPPED_WITHIN / 1000} s`);
}

/** Steward as it is delivered: the one jar, its embedded PostgreSQL, an empty data folder. */
export async function start(log: string, ...settings: string[]): Promise<Program> {
  if (!existsSync(JAR)) throw new Error("Steward is not built: ./steward build");
  const [port = 0, mailPort = 0] = await freePorts(2);
  const folder = await mkdtemp(join(tmpdir(), "steward-e2e-"));
  // Started by root, the embedded PostgreSQL runs as somebody else, who has to reach its part of the folder.
  await chmod(folder, 0o755);
  await mkdir(resolve(log, ".."), { recursive: true });
  const url = `http://localhost:${port}`;
  const child = spawn(java(), [
    "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
    // As the launcher does.
    "-Dspring.aot.enabled=true", "-jar", JAR, `--steward.data-folder=${folder}/data`, `--server.port=${port}`, `--steward.url=${url}`,
    `--steward.mail.smtp-port=${mailPort}`, "--steward.mail.poll-interval=1s", "--steward.outgoing.private-networks=127.0.0.0/8", ...settings,
  ], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const file = createWriteStream(log);
  child.stdout.pipe(file);
  child.stderr.pipe(file);
  // Whatever becomes of the test run, nothing is left behind.
  const killed = (): void => { child.kill("SIGKILL"); };
  process.once("exit", killed);
  const stop = async (): Promise<void> => {
    try {
      await end(child);
    } finally {
      process.off("exit", killed);
      await rm(folder, { recursive: true, force: true });
    }
  };
  try {
    await ready(url, child);
  } catch (error) {
    await stop();
    throw new Error(`Steward did not start:\n${(await readFile(log, "utf8")).slice(-4000)}`, { cause: error });
  }
  return { url, mailPort, stop };
}

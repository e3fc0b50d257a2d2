/** What all conversations of one command share: time, limits, the pace and health of each host, other bases. */
import type { Service } from '../connectors/connector.js';
import { type Clock, realClock } from './clock.js';
import { Gate } from './gate.js';
import { openDispatcher, type TimeLimits } from './send.js';

export interface NetworkOptions {
  /** Another base by service id, from the settings. */
  readonly endpoints?: Readonly<Record<string, string>>;
  readonly env?: NodeJS.ProcessEnv;
  readonly clock?: Clock;
  readonly limits?: Partial<TimeLimits>;
  /** Told once of each host that is given up. */
  readonly note?: (says: string) => void;
}

export interface Network {
  readonly env: NodeJS.ProcessEnv;
  readonly clock: Clock;
  readonly limits: TimeLimits;
  readonly dispatcher: ReturnType<typeof openDispatcher>;
  baseOf(service: Service): string;
  /** The gate of the host that a service is asked at. */
  gateOf(service: Service): Gate;
}

/** The largest archives have more than a gigabyte, and some lines are slow. */
const usualLimits: TimeLimits = { connect: 15_000, silence: 60_000, total: 2 * 3_600_000 };

/** Opens the network for one command; nothing is asked yet. */
export function openNetwork(options: NetworkOptions = {}): Network {
  const { endpoints = {}, env = process.env, clock = realClock, note = () => {} } = options;
  const limits = { ...usualLimits, ...options.limits };
  const gates = new Map<string, Gate>();
  const baseOf = (service: Service) => endpoints[service.id] ?? service.base;
  return {
    env,
    clock,
    limits,
    baseOf,
    dispatcher: openDispatcher(limits, env),
    gateOf(service) {
      const { host } = new URL(baseOf(service));
      const gate = gates.get(host) ?? new Gate(host, service.pace, clock, note);
      gates.set(host, gate);
      return gate;
    },
  };
}

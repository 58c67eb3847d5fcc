/** Routes as the form edits them: order, new ones, and each as a sentence. Pure. */

import type { RouteBody } from "../../api/routing";
import { parse, told } from "../policy/condition";

export type Routes = readonly RouteBody[];

/** A route with the name under which the screen knows it while its id is being typed. */
export const keyed = (routes: Routes): Routes =>
  routes.map((route, i) => ({ ...route, key: `${i} ${route.id}` }));

export const keyOf = (route: RouteBody): string => String(route.key ?? route.id);

export function added(routes: Routes, team: string): Routes {
  const ids = new Set(routes.map(({ id }) => id));
  let n = routes.length + 1;
  while (ids.has(`route-${n}`)) n += 1;
  const id = `route-${n}`;
  return [...routes, { id, team, key: `new ${id} ${routes.length}` }];
}

export function moved(routes: Routes, at: number, step: 1 | -1): Routes {
  const [one, other] = [routes[at], routes[at + step]];
  if (!one || !other) return routes;
  return routes.map((route, i) => (i === at ? other : i === at + step ? one : route));
}

export const changed = (routes: Routes, at: number, patch: Partial<RouteBody>): Routes =>
  routes.map((route, i) => (i === at ? { ...route, ...patch } : route));

export const removed = (routes: Routes, at: number): Routes => routes.filter((_, i) => i !== at);

/** As they are sent: without the screen's key, without what says nothing. */
export const tidied = (routes: Routes): Routes =>
  routes.map(({ key: _, ...route }) => {
    const found = Object.entries(route).filter(
      ([, value]) => value != null && !(Array.isArray(value) && value.length === 0),
    );
    return { ...Object.fromEntries(found), id: route.id, team: route.team };
  });

/** "When page contains /pricing: to Sales, with french, priority 5". */
export function sentence(route: RouteBody, teamName: string): string {
  const condition = parse(route.when);
  const when = condition ? `When ${told(condition)}` : route.when ? "Under a condition" : "Always";
  const skills = route.skills?.length ? `, with ${route.skills.join(" and ")}` : "";
  const priority = route.priority == null ? "" : `, priority ${route.priority}`;
  return `${when}: to ${teamName}${skills}${priority}`;
}

/** Places after a route that always matches: they are never reached. */
export function unreachable(routes: Routes): ReadonlySet<number> {
  const first = routes.findIndex(({ when }) => when == null);
  if (first < 0) return new Set();
  return new Set(routes.map((_, i) => i).filter((i) => i > first));
}

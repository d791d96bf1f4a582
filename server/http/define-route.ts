import type { z } from 'zod';
import type { AppServices } from './app-services.ts';
import type { ActorOf, Permission, Surface } from './permission.ts';

export type Method = 'get' | 'post' | 'put' | 'delete';

type Shape = z.ZodObject;
type Output<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What of the request a handler may see beside its parsed parts. */
export interface RequestFacts {
  headers: Headers;
  /** Whom limits count: the client's address, see `addressKey`. */
  address: string;
  /** Path and query as they came. */
  target: string;
  /** Aborts when the client goes away. */
  signal: AbortSignal;
}

export interface RouteRequest<P extends Permission, Params, Query, Body> {
  services: AppServices;
  actor: ActorOf[P];
  params: Params;
  query: Query;
  body: Body;
  request: RequestFacts;
}

interface Declaration<P extends Permission, Params, Query, Body> {
  method: Method;
  /** With parameters as in `/api/v1/workspaces/{workspace_id}/conversations`. */
  path: string;
  permission: P;
  surface: Surface;
  summary: string;
  params?: Params;
  query?: Query;
  body?: Body;
  /** The body comes from a form of a page of ours, not as JSON. */
  takesForm?: true;
  /** Of a body, where it may hold more than a frame. */
  maxBodyBytes?: number;
  /** Of a success; 200 unless told. With 204 the result is left out. */
  status?: 200 | 201 | 204;
  /** The result's shape, for the API's description; absent when the handler answers a Response of its own. */
  result?: z.ZodType;
  /** Kept out of the API's description: pages, files, probes. */
  hidden?: boolean;
  handle(request: RouteRequest<P, Output<Params>, Output<Query>, Output<Body>>): Promise<unknown> | unknown;
}

/** A declared route, its types forgotten: what the app mounts, what the matrix of S2 walks. */
export type Route = Declaration<Permission, Shape | undefined, Shape | undefined, z.ZodType | undefined>;

/** The only way to a route. Without a permission it does not compile. */
export function defineRoute<
  P extends Permission,
  Params extends Shape | undefined = undefined,
  Query extends Shape | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(declaration: Declaration<P, Params, Query, Body>): Route {
  // The runner hands each handler the actor of its permission and the outputs of its own schemas.
  return declaration as unknown as Route;
}

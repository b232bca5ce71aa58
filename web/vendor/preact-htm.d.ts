// The types of preact-htm.js, as far as the page uses it: few enough to read.

/** What a part returns and a template may hold. */
export type Child = VNode | string | number | bigint | boolean | null | undefined | Child[];

export interface VNode {
  readonly type: unknown;
  readonly props: object;
  readonly key: unknown;
}

/** A part with a life of its own (state, effects): given to `h`. A part without is a plain function, called in the template. */
export type Component<Props extends object> = (props: Props) => Child;

export interface Ref<Value> {
  current: Value;
}

/** A template. Several roots make an array, which is a Child as well; our templates have one root. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): VNode;

export function h(part: string, props?: object | null, ...children: Child[]): VNode;
export function h<Props extends object>(
  part: Component<Props>,
  props: NoInfer<Props> & { key?: string | number },
  ...children: Child[]
): VNode;

export function render(child: Child, parent: Element | DocumentFragment): void;

export const Fragment: Component<{ children?: Child }>;

export type SetState<State> = (next: State | ((now: State) => State)) => void;

export function useState<State>(initial: State | (() => State)): [State, SetState<State>];

/** The effect may return what undoes it. Without `when` it runs after every render. */
export function useEffect(effect: () => void | (() => void), when?: readonly unknown[]): void;
export function useLayoutEffect(effect: () => void | (() => void), when?: readonly unknown[]): void;

export function useRef<Value>(initial: Value): Ref<Value>;
export function useRef<Value>(initial: Value | null): Ref<Value | null>;

export function useMemo<Value>(make: () => Value, when: readonly unknown[]): Value;
export function useCallback<Callback extends (...given: never[]) => unknown>(
  callback: Callback,
  when: readonly unknown[],
): Callback;

/** What the widget keeps in the browser. Where storage is blocked (private mode, third-party frames) memory takes its place. */
export interface Store {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(prefix: string): string[];
}

export function memoryStore(): Store {
  const held = new Map<string, string>();
  return {
    get: (key) => held.get(key) ?? null,
    set: (key, value) => void held.set(key, value),
    remove: (key) => void held.delete(key),
    keys: (prefix) => [...held.keys()].filter((key) => key.startsWith(prefix)),
  };
}

/** A store over localStorage; falls back to memory per call, so that a full or blocked storage never stops a message. */
export function browserStore(open: () => Storage): Store {
  const memory = memoryStore();
  let local: Storage | null = null;
  try {
    local = open();
    local.setItem("xiaoer:probe", "1");
    local.removeItem("xiaoer:probe");
  } catch {
    return memory;
  }
  const storage = local;
  const localKeys = () => Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? "");
  return {
    get: (key) => memory.get(key) ?? storage.getItem(key),
    set: (key, value) => {
      try {
        storage.setItem(key, value);
        memory.remove(key);
      } catch {
        memory.set(key, value);
      }
    },
    remove: (key) => {
      memory.remove(key);
      storage.removeItem(key);
    },
    keys: (prefix) => [...new Set([...memory.keys(prefix), ...localKeys().filter((key) => key.startsWith(prefix))])],
  };
}

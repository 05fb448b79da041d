/** A node's configuration as a flow file holds it. */
export type StoredConfig = Record<string, unknown> & { version?: unknown }

/** Lifts a configuration by one version; it gets a copy and returns what is to be kept. */
export type Migration = (config: StoredConfig) => StoredConfig

/**
 * Brings a configuration that an older pack stored up to today's form, in the runtime and in the editor alike.
 * A configuration of a newer pack is left as it is.
 * @param stored its `version` counts from 1; without one it is taken for the first
 * @param migrations the first lifts version 1 to 2, the second 2 to 3, and so on
 * @returns a copy, at version `migrations.length + 1`
 */
export function migrate<T extends object>(stored: T, migrations: readonly Migration[]): T {
    let config = { ...stored } as StoredConfig
    const from = Math.max(1, Math.trunc(Number(config.version)) || 1)
    for (const [index, lift] of migrations.entries()) {
        if (index + 1 < from) continue
        config = lift({ ...config })
    }
    config.version = Math.max(from, migrations.length + 1)
    return config as T
}

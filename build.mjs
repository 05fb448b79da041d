// Builds dist/ from src/ and nodes/: see docs/architecture.md, "The build".
//   node build.mjs             build and type-check
//   node build.mjs --release   the same, minified
//   node build.mjs --watch     build, start Node-RED with the pack, and do both again on every change
import { spawn } from 'node:child_process'
import {
    cpSync,
    existsSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    renameSync,
    rmSync,
    watch,
    writeFileSync
} from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'

const root = dirname(fileURLToPath(import.meta.url))
const target = join(root, 'dist')
/** Built beside its place and moved there when whole, so that nobody ever loads half a build. */
const dist = join(root, `dist-${process.pid}`)
const release = process.argv.includes('--release')
const sourceLanguage = 'en-US'

/** What several nodes share is bundled once each: source entry -> dist/lib/<name>.js. */
const libraries = {
    handbook: 'src/handbook/index.ts',
    names: 'src/names/index.ts',
    hubspot: 'src/hubspot/index.ts',
    'hubspot-client': 'src/hubspot/client/index.ts',
    sandbox: 'src/sandbox/index.ts',
    shared: 'nodes/shared/index.ts'
}

const nodeNames = readdirSync(join(root, 'nodes'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, 'nodes', entry.name, `${entry.name}.ts`)))
    .map((entry) => entry.name)

/** Builds everything and type-checks; returns whether both went well. What went wrong is printed. */
async function buildAll() {
    const started = Date.now()
    const types = typeCheck()
    let built = true
    try {
        rmSync(dist, { recursive: true, force: true })
        mkdirSync(dist)
        const metafiles = [...(await buildRuntime()), await buildEditors(), await buildCrmPage()]
        writeNodeFiles()
        writeThirdParty(metafiles)
        rmSync(target, { recursive: true, force: true })
        renameSync(dist, target)
    } catch (error) {
        if (!error.errors) console.error(error.message)
        built = false
    } finally {
        rmSync(dist, { recursive: true, force: true })
    }
    const ok = (await types) && built
    console.log(ok ? `Built in ${Date.now() - started} ms.` : 'The build failed.')
    return ok
}

/** Runs tsc over the whole project; resolves to whether it found nothing. */
function typeCheck() {
    return new Promise((done) => {
        const tsc = spawn(
            process.execPath,
            [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '--pretty'],
            {
                cwd: root,
                stdio: ['ignore', 'inherit', 'inherit']
            }
        )
        tsc.on('close', (code) => done(code === 0))
    })
}

/** The runtime: one file per node and one per library, none of them containing another. */
async function buildRuntime() {
    const shared = {
        absWorkingDir: root,
        outdir: dist,
        bundle: true,
        platform: 'node',
        format: 'cjs',
        target: 'node20',
        minify: release,
        legalComments: 'none',
        metafile: true,
        charset: 'utf8',
        logLevel: 'error',
        // See docs/decisions/0024: nothing of ours uploads files.
        alias: { 'form-data': join(root, 'src/hubspot/client/noFormData.ts') },
        plugins: [shareLibraries]
    }
    const inLib = Object.entries(libraries).map(([name, path]) => ({
        in: join(root, path),
        out: `lib/${name}`
    }))
    const inNodes = nodeNames.map((name) => ({
        in: join(root, `nodes/${name}/${name}.ts`),
        out: `${name}/${name}`
    }))
    const results = await Promise.all([
        esbuild.build({ ...shared, entryPoints: inLib }),
        // Node-RED wants the function itself, not a module with a default export.
        esbuild.build({
            ...shared,
            entryPoints: inNodes,
            footer: { js: 'module.exports = module.exports.default' }
        })
    ])
    return results.map(({ metafile }) => metafile)
}

/** Turns an import of a library's entry into a require of its one bundle in dist/lib. */
const shareLibraries = {
    name: 'share-libraries',
    setup(build) {
        const byPath = new Map(Object.entries(libraries).map(([name, path]) => [join(root, path), name]))
        build.onResolve({ filter: /^\./ }, ({ path, resolveDir, kind }) => {
            if (kind === 'entry-point') return null
            const target = resolve(resolveDir, path)
            const name =
                byPath.get(target) ?? byPath.get(`${target}.ts`) ?? byPath.get(join(target, 'index.ts'))
            return name ? { path: `../lib/${name}.js`, external: true } : null
        })
    }
}

/** The editor scripts, one immediately invoked function per node. */
async function buildEditors() {
    const result = await esbuild.build({
        absWorkingDir: root,
        entryPoints: nodeNames.map((name) => ({ in: join(root, `nodes/${name}/editor.ts`), out: name })),
        outdir: join(dist, '.editor'),
        bundle: true,
        platform: 'browser',
        format: 'iife',
        target: 'es2020',
        minifyWhitespace: release,
        minifySyntax: release,
        legalComments: 'none',
        metafile: true,
        charset: 'utf8',
        logLevel: 'error'
    })
    return result.metafile
}

/** The sandbox's CRM page as one file: its script and style inlined, so that it needs no route for assets. */
async function buildCrmPage() {
    const from = join(root, 'nodes/hubspot-account/crm-page')
    const result = await esbuild.build({
        absWorkingDir: root,
        entryPoints: [join(from, 'page.ts'), join(from, 'page.css')],
        outdir: join(dist, '.crm-page'),
        bundle: true,
        platform: 'browser',
        format: 'iife',
        target: 'es2022',
        minify: release,
        legalComments: 'none',
        metafile: true,
        charset: 'utf8',
        logLevel: 'error'
    })
    const built = (file) => readFileSync(join(dist, '.crm-page', file), 'utf8')
    const page = readFileSync(join(from, 'page.html'), 'utf8')
        .replace('<!-- style -->', () => `<style>\n${built('page.css')}</style>`)
        .replace(
            '<!-- script -->',
            () => `<script>\n${built('page.js').replaceAll('</script', '<\\/script')}</script>`
        )
    writeFileSync(join(dist, 'hubspot-account', 'crm-page.html'), page)
    rmSync(join(dist, '.crm-page'), { recursive: true })
    return result.metafile
}

/** Per node: x.html (template and editor script), locales with help, icons. */
function writeNodeFiles() {
    for (const name of nodeNames) {
        const from = join(root, 'nodes', name)
        const to = join(dist, name)
        const script = readFileSync(join(dist, '.editor', `${name}.js`), 'utf8').replaceAll(
            '</script',
            '<\\/script'
        )
        const template = readFileSync(join(from, 'template.html'), 'utf8')
        writeFileSync(
            join(to, `${name}.html`),
            `<script type="text/html" data-template-name="${name}">\n${template}</script>\n` +
                `<script type="text/javascript">\n${script}</script>\n`
        )
        writeLocales(name, from, to)
        if (existsSync(join(from, 'icons')))
            cpSync(join(from, 'icons'), join(to, 'icons'), { recursive: true })
    }
    rmSync(join(dist, '.editor'), { recursive: true })
}

/** Copies each language's catalogue and turns its Markdown help into the html that Node-RED serves. */
function writeLocales(name, from, to) {
    const languages = readdirSync(join(from, 'locales')).map((file) => basename(file, '.json'))
    const source = keysOf(JSON.parse(readFileSync(join(from, 'locales', `${sourceLanguage}.json`), 'utf8')))
    for (const language of languages) {
        const text = readFileSync(join(from, 'locales', `${language}.json`), 'utf8')
        const keys = new Set(keysOf(JSON.parse(text)))
        const missing = source.filter((key) => !keys.has(key))
        const extra = [...keys].filter((key) => !source.includes(key))
        if (missing.length + extra.length > 0) {
            throw new Error(
                `nodes/${name}/locales/${language}.json: missing [${missing.join(', ')}], extra [${extra.join(', ')}]`
            )
        }
        const help = join(from, 'help', `${language}.md`)
        if (!existsSync(help)) throw new Error(`${relative(root, help)} is missing`)
        const folder = join(to, 'locales', language)
        mkdirSync(folder, { recursive: true })
        writeFileSync(join(folder, `${name}.json`), text)
        writeFileSync(
            join(folder, `${name}.html`),
            `<script type="text/markdown" data-help-name="${name}">\n${readFileSync(help, 'utf8')}</script>\n`
        )
    }
}

function keysOf(value, prefix = '') {
    return Object.entries(value).flatMap(([key, child]) =>
        typeof child === 'object' ? keysOf(child, `${prefix}${key}.`) : [`${prefix}${key}`]
    )
}

/** Lists every package whose code is in a bundle, with its licence text. */
function writeThirdParty(metafiles) {
    const folders = new Set()
    for (const metafile of metafiles) {
        for (const input of Object.keys(metafile.inputs)) {
            const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input.split(sep).join('/'))
            if (match) folders.add(match[1])
        }
    }
    const sections = [...folders]
        .toSorted((a, b) => a.localeCompare(b))
        .map((folder) => {
            const { name, version, license } = JSON.parse(
                readFileSync(join(root, folder, 'package.json'), 'utf8')
            )
            const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry))
            const text = file
                ? readFileSync(join(root, folder, file), 'utf8').trim()
                : '(the package ships no licence text)'
            return `${name} ${version} (${license})\n\n${text}\n`
        })
    writeFileSync(
        join(dist, 'THIRD-PARTY.txt'),
        `Code of these packages is bundled in dist/.\n\n${sections.join(`\n${'-'.repeat(72)}\n\n`)}`
    )
}

/** Rebuilds on every change and starts Node-RED again when the build was good. */
async function watchAndServe() {
    let child = null
    let queued = null
    let running = Promise.resolve()
    const cycle = async () => {
        if (!(await buildAll())) return
        if (child) {
            const gone = new Promise((done) => child.once('exit', done))
            child.kill('SIGTERM')
            await gone
        }
        child = spawn(process.execPath, [join(root, 'scripts/demo.mjs'), '--no-build'], {
            cwd: root,
            stdio: 'inherit'
        })
    }
    const later = () => {
        clearTimeout(queued)
        queued = setTimeout(() => {
            running = running.then(cycle, cycle)
        }, 80)
    }
    for (const folder of ['src', 'nodes']) watch(join(root, folder), { recursive: true }, later)
    process.on('SIGINT', () => process.exit(0))
    later()
}

if (process.argv.includes('--watch')) await watchAndServe()
else process.exitCode = (await buildAll()) ? 0 : 1

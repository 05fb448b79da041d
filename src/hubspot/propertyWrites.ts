/** Writing properties' definitions (facts/hubspot.md 5): custom properties, their groups, and more options. */
import type { NewProperty, PropertyDefinition, PropertyWrites } from './definitionsTypes'
import { HubSpotError } from './errors'
import { asArray, asNumber, asObject, asText } from './json'
import type { OptionInput } from './schemaClient'
import { toDefinition } from './propertyStore'
import { checkObjectType } from './values'
import { createOnce, readBack, refuseReadOnly, sameLabel, type SchemaContext } from './writeGuard'

type Option = NewProperty['options'][number]

/** @param forget drops the definitions that are kept of an object type, so that none is older than our own writes */
export function openPropertyWrites(
    context: SchemaContext,
    forget: (objectType: string) => void
): PropertyWrites {
    async function find(objectType: string, name: string): Promise<PropertyDefinition | undefined> {
        forget(objectType)
        try {
            return toDefinition(await (await context.client()).property(objectType, name))
        } catch (error) {
            if (error instanceof HubSpotError && error.code === 'HUBSPOT_NOT_FOUND') return undefined
            throw error
        }
    }

    /** Every option as HubSpot has it now, hidden ones included. */
    async function optionsOf(objectType: string, name: string): Promise<OptionInput[]> {
        const answer = await (await context.client()).property(objectType, name)
        return asArray(asObject(answer).options).map(toOption)
    }

    return {
        async createGroup(objectType, name, label) {
            refuseReadOnly(context)
            checkObjectType(objectType)
            const client = await context.client()
            try {
                await client.createGroup(objectType, { name, label })
            } catch (error) {
                const isThere = error instanceof HubSpotError && error.code === 'HUBSPOT_CONFLICT'
                if (!isThere) throw error
            }
        },

        async create(objectType, property) {
            refuseReadOnly(context)
            checkObjectType(objectType)
            const known = await find(objectType, property.name)
            if (known) return sameType(known, property)
            const client = await context.client()
            const options = property.options.map((option, index) => asInput(option, index))
            await createOnce(
                () => client.createProperty(objectType, { ...property, options }),
                () => find(objectType, property.name)
            )
            const made = await readBack(context, 'the new property', () => find(objectType, property.name))
            return sameType(made, property)
        },

        async addOptions(objectType, name, options) {
            refuseReadOnly(context)
            checkObjectType(objectType)
            const client = await context.client()
            const before = await optionsOf(objectType, name)
            const added = missingOptions(before, options)
            if (added.length > 0) await client.replaceOptions(objectType, name, [...before, ...added])
            return readBack(context, 'the new option', async () => {
                const property = await find(objectType, name)
                const has = (value: string) => property?.options.some((option) => option.value === value)
                return [...before, ...added].every(({ value }) => has(value)) ? property : undefined
            })
        }
    }
}

/** The wanted options that are there neither by value nor by label, in the places behind the last one. */
export function missingOptions(present: readonly OptionInput[], wanted: readonly Option[]): OptionInput[] {
    const last = Math.max(-1, ...present.map(({ displayOrder }) => displayOrder ?? -1))
    return wanted
        .filter(
            ({ label, value }) =>
                !present.some((option) => option.value === value || sameLabel(option.label, label))
        )
        .map((option, index) => asInput(option, last + 1 + index))
}

/** @throws HubSpotError `HUBSPOT_CONFLICT` when the name is taken by something else */
function sameType(found: PropertyDefinition, { name, type }: NewProperty): PropertyDefinition {
    if (found.type === type) return found
    throw new HubSpotError(
        'HUBSPOT_CONFLICT',
        `the property ${name} is there already, of type ${found.type} and not ${type}`
    )
}

function asInput({ label, value }: Option, displayOrder: number): OptionInput {
    return { label, value, displayOrder, hidden: false }
}

function toOption(json: unknown): OptionInput {
    const raw = asObject(json)
    const value = asText(raw.value) ?? ''
    const displayOrder = asNumber(raw.displayOrder)
    const description = asText(raw.description)
    return {
        label: asText(raw.label) ?? value,
        value,
        hidden: raw.hidden === true,
        ...(displayOrder !== undefined && { displayOrder }),
        ...(description !== undefined && { description })
    }
}

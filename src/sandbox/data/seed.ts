import type { PortalClock } from '../clock'
import type { ObjectType, Pipeline } from '../crm/model'
import { Portal, type ChangeListener, type PortalSettings } from '../crm/portal'
import { activities } from './activities'
import { companies } from './companies'
import { contacts } from './contacts'
import { deals } from './deals'
import { lifecyclePipeline, salesPipeline } from './lifecycle'

const objectTypes: readonly ObjectType[] = [contacts, companies, deals, ...activities]
const pipelines: Record<string, Pipeline[]> = { contacts: [lifecyclePipeline], deals: [salesPipeline] }

/** Makes a portal with what a seed holds. `empty`: HubSpot's default definitions and no record. */
export function seedPortal(
    _seed: 'empty' | 'demo',
    clock: PortalClock,
    settings: PortalSettings,
    listeners: Set<ChangeListener>
): Portal {
    return new Portal(clock, settings, objectTypes, pipelines, listeners)
}

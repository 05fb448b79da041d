import type { PortalClock } from '../clock'
import type { ObjectType, Pipeline } from '../crm/model'
import { Portal, type ChangeListener, type PortalSettings } from '../crm/portal'
import { activities } from './activities'
import { companies } from './companies'
import { contacts } from './contacts'
import { deals } from './deals'
import { fillDemo } from './demo'
import { lifecyclePipeline, salesPipeline } from './lifecycle'

const objectTypes: readonly ObjectType[] = [contacts, companies, deals, ...activities]
const pipelines: Record<string, Pipeline[]> = { contacts: [lifecyclePipeline], deals: [salesPipeline] }

/** Makes a portal with what a seed holds. `empty`: HubSpot's default definitions and no record. */
export function seedPortal(
    seed: 'empty' | 'demo',
    clock: PortalClock,
    settings: PortalSettings,
    tell: ChangeListener
): Portal {
    // What the demo holds has happened already: no automation has a say in it.
    const quiet = { ...settings, defaultLifecycleStage: null, dealAutomation: false }
    let isOpen = false
    const portal = new Portal(clock, quiet, objectTypes, pipelines, (change) => {
        if (isOpen) tell(change)
    })
    if (seed === 'demo') fillDemo(portal)
    Object.assign(portal.settings, settings)
    isOpen = true
    return portal
}

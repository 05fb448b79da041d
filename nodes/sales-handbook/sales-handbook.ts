import type { NodeAPI } from 'node-red'
import { defaultEdition, type Edition, loadEdition } from '../../src/handbook'
import { migrate, toNodeError, type SalesHandbookNode } from '../shared'
import { Binder } from './binder'
import { migrations, type HandbookConfig } from './config'
import { registerRoutes } from './routes'

export default (RED: NodeAPI): void => {
    function SalesHandbook(this: SalesHandbookNode, stored: HandbookConfig) {
        RED.nodes.createNode(this, stored)
        const { edition: id, overrides } = migrate(stored, migrations)
        let edition: Edition | null = null
        let binder: Binder | null = null

        this.edition = () => {
            edition ??= loadEdition(id || defaultEdition, overrides)
            return edition
        }
        this.binding = async (account, { fresh = false } = {}) => {
            binder ??= new Binder(this.edition())
            return binder.bind(account, fresh)
        }
        try {
            this.edition()
        } catch (error) {
            // Told at deploy, because a flow that uses it may run for the first time at night.
            this.error(String(toNodeError(error)))
        }
    }
    RED.nodes.registerType('sales-handbook', SalesHandbook)
    registerRoutes(RED)
}

/** Stands in for `form-data` in the bundle (docs/decisions/0024): the client would use it for uploads, which nothing here does. */
export default class NoFormData {
    constructor() {
        throw new Error('this build of the HubSpot client sends no forms')
    }
}

/** Stands in for the class of `form-data` in the bundle (docs/decisions/0024): the client knows uploads, we make none. */
export default function noFormData(): never {
    throw new Error('this build of the HubSpot client sends no forms')
}

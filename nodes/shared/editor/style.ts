const id = 'hubspot-nodes-style'

/** Only Node-RED's own colours, so that light, dark and themes all fit. */
const css = `
.hubspot-picker { position: relative; display: inline-block; vertical-align: top; }
.hubspot-picker > input[type=text] { width: 100%; padding-right: 24px; box-sizing: border-box; }
.hubspot-picker-button { position: absolute; right: 1px; top: 1px; bottom: 1px; width: 22px; padding: 0; border: 0;
    background: none; color: var(--red-ui-form-text-color); cursor: pointer; }
.hubspot-picker-button:hover { color: var(--red-ui-text-color-link); }
.hubspot-picker-entry { display: flex; justify-content: space-between; gap: 12px; }
.hubspot-picker-name { color: var(--red-ui-secondary-text-color); }
.hubspot-chips { display: flex; width: 0; min-width: 100%; flex-wrap: wrap; gap: 4px; padding: 3px; min-height: 34px; box-sizing: border-box;
    border: 1px solid var(--red-ui-form-input-border-color); border-radius: 4px;
    background: var(--red-ui-form-input-background); }
.hubspot-chips:focus-within { border-color: var(--red-ui-form-input-focus-color); }
.hubspot-chip { display: inline-flex; align-items: center; max-width: 100%; height: 24px; padding-left: 8px;
    border-radius: 4px; background: var(--red-ui-secondary-background-selected);
    color: var(--red-ui-primary-text-color); }
.hubspot-chip > span { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.hubspot-chip > button { width: 22px; height: 24px; padding: 0; border: 0; background: none; font-size: 11px;
    color: var(--red-ui-secondary-text-color); cursor: pointer; }
.hubspot-chip > button:hover { color: var(--red-ui-text-color-error); }
.hubspot-chips .hubspot-picker { flex: 1 1 130px; }
.hubspot-chips .hubspot-picker > input[type=text] { height: 26px; border: 0; margin: 0; background: none; }
.hubspot-catalog { display: flex; align-items: center; justify-content: flex-end; gap: 8px; min-width: 0;
    color: var(--red-ui-secondary-text-color); font-size: 0.9em; }
.hubspot-catalog-text { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.hubspot-catalog-failed { color: var(--red-ui-text-color-error); }
.hubspot-line { display: flex; align-items: center; gap: 6px; }
.hubspot-line > .hubspot-picker { flex: 0 0 40%; }
.hubspot-line > .hubspot-line-value { flex: 1 1 0; min-width: 0; }
.hubspot-line > i { color: var(--red-ui-secondary-text-color); }
.hubspot-line-invalid > .hubspot-picker > input { border-color: var(--red-ui-form-input-border-error-color); }
.hubspot-line-reason { padding-top: 3px; color: var(--red-ui-text-color-error); font-size: 0.9em; }
.hubspot-line input, .hubspot-line select { margin: 0; }
`

/** Adds the style of this folder's pieces to the page, once. */
export function ensureStyle(): void {
    if (document.getElementById(id)) return
    $('<style>', { id }).text(css).appendTo('head')
}

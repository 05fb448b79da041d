// Where nodes lie on a tab. Sizes of nodes are those of Node-RED's editor, widths as far as a label's letters tell them.

/** Between a group's frame and what it holds, and between groups. */
export const gap = 20

/** The box around nodes and groups, in pixels. */
export function boxOf(nodes) {
    const boxes = nodes.map(frameOf)
    const left = Math.min(...boxes.map(({ left }) => left))
    const top = Math.min(...boxes.map(({ top }) => top))
    const right = Math.max(...boxes.map(({ right }) => right))
    const bottom = Math.max(...boxes.map(({ bottom }) => bottom))
    return { left, top, right, bottom, width: right - left, height: bottom - top }
}

/** The same nodes elsewhere. */
export function moveBy(nodes, dx, dy) {
    return nodes.map((node) => ({ ...node, x: node.x + dx, y: node.y + dy }))
}

/** Blocks two in a row, every row as high as its higher one; a tab is at most 8,000 pixels high and wide. */
export function inRows(blocks, columns = 2) {
    const wide = Math.max(...blocks.map((block) => boxOf(block).width))
    const placed = []
    let top = gap
    for (let at = 0; at < blocks.length; at += columns) {
        const row = blocks.slice(at, at + columns)
        row.forEach((block, column) => placed.push(moveBy(block, gap + column * (wide + 2 * gap), top)))
        top += Math.max(...row.map((block) => boxOf(block).height)) + 2 * gap
    }
    return placed
}

/**
 * Puts a small node under another one. The other's group grows, and what lies below it makes room.
 * @param {object[]} nodes all nodes of the block, the other one among them
 */
export function placeBelow(nodes, other, small) {
    const group = nodes.find(({ id }) => id === other.g)
    const added = { ...small, x: other.x, y: (group ? frameOf(group).bottom : frameOf(other).bottom) + 10 }
    const room = 40
    const edge = group ? frameOf(group).bottom : frameOf(other).bottom
    return [
        ...nodes.map((node) => {
            if (node === group) return { ...node, h: node.h + room, nodes: [...node.nodes, small.id] }
            return frameOf(node).top >= edge ? { ...node, y: node.y + room } : node
        }),
        added
    ]
}

/** A node's place is its middle, a group's its corner. */
function frameOf(node) {
    if (node.type === 'group')
        return { left: node.x, top: node.y, right: node.x + node.w, bottom: node.y + node.h }
    const isSmall = node.type === 'link in' || node.type === 'link out'
    const width = isSmall ? 30 : Math.max(100, 60 + 6.1 * String(node.name || node.type).length)
    return { left: node.x - width / 2, top: node.y - 15, right: node.x + width / 2, bottom: node.y + 15 }
}

// Defines `runAxe`, for a page that is checked at two widths. The rule "color-contrast" takes most of
// the time of axe; the second time it is run only for elements of which the style, the style of
// an ancestor, or the boxes that they touch have changed.
(() => {
  const CONTROLS = "input, select, textarea, button"
  const REPLACED = "img, svg, video, canvas, iframe"
  const options = { resultTypes: ["violations"] }
  const known = new WeakMap()
  let wasRun = false

  // Return the properties by which axe decides on the contrast of text in or over an element.
  const styleOf = (element) => {
    const style = getComputedStyle(element)
    const size = parseFloat(style.fontSize)
    return [
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
      size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700), // large text
      ...[style.color, style.backgroundColor, style.backgroundImage, style.opacity],
      ...[style.textShadow, style.filter, style.mixBlendMode],
    ].join("|")
  }

  const paints = (element) => {
    const style = getComputedStyle(element)
    const isPlain = style.backgroundColor === "rgba(0, 0, 0, 0)" && style.backgroundImage === "none"
    return element.checkVisibility() && (!isPlain || element.matches(REPLACED))
  }

  const hasText = (element) =>
    element.matches(CONTROLS) ||
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())

  const touch = (one, other) =>
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom

  const changedElements = () => {
    const elements = [document.documentElement, ...document.documentElement.querySelectorAll("*")]
    const styles = new Map()
    for (const element of elements) {
      styles.set(element, `${styles.get(element.parentElement) ?? ""}/${styleOf(element)}`)
    }
    const boxes = elements.filter(paints).map((box) => [box, box.getBoundingClientRect()])
    return elements.filter(hasText).filter((element) => {
      const area = element.getBoundingClientRect()
      const below = boxes.filter(
        ([box, rectangle]) =>
          touch(area, rectangle) && !box.contains(element) && !element.contains(box),
      )
      const key = [element, ...below.map(([box]) => box)].map((part) => styles.get(part)).join("\n")
      const isChanged = known.get(element) !== key
      known.set(element, key)
      return isChanged
    })
  }

  globalThis.runAxe = async () => {
    const changed = changedElements()
    const rules = wasRun ? { "color-contrast": { enabled: false } } : {}
    const { violations } = await axe.run({ ...options, rules })
    if (wasRun && changed.length) {
      const contrast = await axe.run({ include: changed }, { ...options, runOnly: ["color-contrast"] })
      violations.push(...contrast.violations)
    }
    wasRun = true
    return { violations }
  }
})()

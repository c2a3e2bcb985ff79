// While a Japanese word is being converted, Enter and the arrows belong to the conversion and not to us.
export const converting = (event) => event.isComposing || event.keyCode === 229;

// Full-width digits and signs as half-width ones.
export const narrow = (text) => text.normalize("NFKC");

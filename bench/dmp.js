// diff-match-patch on two files, as its documentation shows, without a time limit.
const fs = require('fs');
const { diff_match_patch } = require('../build/peers/node_modules/diff-match-patch');
const [old, now] = process.argv.slice(2).map((path) => fs.readFileSync(path, 'utf8'));
const dmp = new diff_match_patch();
dmp.Diff_Timeout = 0;
const diffs = dmp.diff_main(old, now);
dmp.diff_cleanupSemantic(diffs);
console.log(diffs.length);

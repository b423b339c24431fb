/// Backups: made while the server runs, proven after writing, restored into a new lineage.
@NullMarked
package cn.ruhu.server.backup;

import org.jspecify.annotations.NullMarked;

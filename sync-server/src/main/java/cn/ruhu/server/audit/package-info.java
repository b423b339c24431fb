/// The hash-chained log of who did what with whose data.
@NullMarked
package cn.ruhu.server.audit;

import org.jspecify.annotations.NullMarked;

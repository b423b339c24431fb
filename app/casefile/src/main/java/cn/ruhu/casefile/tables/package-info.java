/// Code tables, read from generated TSV resources. Knows nothing else of the program.
@NullMarked
package cn.ruhu.casefile.tables;

import org.jspecify.annotations.NullMarked;

/// What a case is made of: record types with their fields, merge groups and sensitivity.
@NullMarked
package cn.ruhu.casefile.record;

import org.jspecify.annotations.NullMarked;

/// Every figure the project claims, measured by a command anyone can run: `installer/bench`.
@NullMarked
package cn.ruhu.benchmarks;

import org.jspecify.annotations.NullMarked;

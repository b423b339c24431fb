/// Names of people: what a stored name contains, how it is read aloud, how it is found.
@NullMarked
package cn.ruhu.casefile.names;

import org.jspecify.annotations.NullMarked;

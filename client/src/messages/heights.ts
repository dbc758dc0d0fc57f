/**
 * Where rows of different heights lie, for a list that holds 100,000 of them. A Fenwick tree over the heights:
 * reading an offset, finding the row at an offset and changing one height take O(log n).
 */
export class Heights {
	private heights: Float64Array = new Float64Array(0);
	private tree: Float64Array = new Float64Array(1);

	get count(): number {
		return this.heights.length;
	}

	get total(): number {
		return this.offset(this.count);
	}

	/** Starts over with these heights, in O(n). */
	fill(heights: Float64Array): void {
		this.heights = heights;
		this.tree = new Float64Array(heights.length + 1);
		for (let at = 1; at <= heights.length; at++) {
			this.tree[at] = (this.tree[at] as number) + (heights[at - 1] as number);
			const parent = at + (at & -at);
			if (parent <= heights.length) this.tree[parent] = (this.tree[parent] as number) + (this.tree[at] as number);
		}
	}

	height(row: number): number {
		return this.heights[row] ?? 0;
	}

	/** Says that a row turned out to be `height` px. Returns the difference to what was thought. */
	set(row: number, height: number): number {
		const difference = height - this.height(row);
		if (difference === 0 || row < 0 || row >= this.count) return 0;
		this.heights[row] = height;
		for (let at = row + 1; at <= this.count; at += at & -at) this.tree[at] = (this.tree[at] as number) + difference;
		return difference;
	}

	/** The sum of the heights above `row`. */
	offset(row: number): number {
		let sum = 0;
		for (let at = Math.min(row, this.count); at > 0; at -= at & -at) sum += this.tree[at] as number;
		return sum;
	}

	/** The row that covers `offset` px; the first or last one when it lies outside. */
	rowAt(offset: number): number {
		if (this.count === 0) return 0;
		let row = 0;
		let left = offset;
		let step = 2 ** Math.floor(Math.log2(this.count));
		for (; step >= 1; step /= 2) {
			const next = row + step;
			if (next <= this.count && (this.tree[next] as number) <= left) {
				row = next;
				left -= this.tree[next] as number;
			}
		}
		return Math.min(row, this.count - 1);
	}
}

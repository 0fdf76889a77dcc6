"""What sources say, held against their texts: pure functions over words."""

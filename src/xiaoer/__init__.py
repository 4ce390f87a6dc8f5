"""Xiaoer (店小二): the service desk for online shops."""

